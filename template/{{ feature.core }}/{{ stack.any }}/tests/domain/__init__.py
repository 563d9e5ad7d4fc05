"""The tests of the business, one package a noun, as it lies under `src/app/domain`. Yours."""
