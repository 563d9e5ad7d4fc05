"""What the published forms of Compose and Kubernetes are known by, in an environment of its own: it
is as large as a service, and none of it runs there.
"""
