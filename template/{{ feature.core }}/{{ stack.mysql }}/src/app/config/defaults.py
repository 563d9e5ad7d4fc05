"""What settings are where nobody says otherwise."""

DATABASE_URL = "mysql://root@127.0.0.1:3306/app"
