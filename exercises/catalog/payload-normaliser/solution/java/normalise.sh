exec java Normaliser.java "$@"
