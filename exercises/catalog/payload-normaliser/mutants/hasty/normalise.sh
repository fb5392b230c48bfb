exec python3 -u normaliser.py "$@"
