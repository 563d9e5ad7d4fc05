"""Load tests: `make load`.

Locust plays clients that make, read, list, search, change and delete rows of every resource. What
`make bench` measures is the service's own cost; here it is what clients wait for.
"""
