"""What settings are where nobody says otherwise."""

DATABASE_URL = "sqlite:///app.db"
