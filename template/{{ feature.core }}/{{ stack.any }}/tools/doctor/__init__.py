"""Says what is wrong between the service and all that it depends on: `make doctor`.

`probes.py` lists what is looked at. It changes nothing, and tells no secret.
"""
