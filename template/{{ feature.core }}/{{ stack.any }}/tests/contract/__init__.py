"""The contract, proven over HTTP alone: black box, whatever framework answers."""
