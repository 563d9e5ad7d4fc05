"""Who asks, and what they may: accounts, logins, roles."""
