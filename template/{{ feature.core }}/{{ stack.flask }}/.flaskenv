# What `flask` finds the application by: `flask routes`, `flask shell`, `flask db upgrade`, `flask run`.
FLASK_APP=app.main
