"""What settings are where nobody says otherwise."""

DATABASE_URL = "postgresql://postgres:postgres@127.0.0.1:5432/app"
