exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 Normaliser.java "$@"
