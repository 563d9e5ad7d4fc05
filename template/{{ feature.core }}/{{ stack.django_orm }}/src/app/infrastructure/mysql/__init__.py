"""Django's MySQL and MariaDB backend, on connections that wait for nothing longer than they may."""
