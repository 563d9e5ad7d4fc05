"""The middleware, each by itself."""
