# Starts the normaliser; "sh normalise.sh --stdin" reads records from standard input.
# 启动转换程序；"sh normalise.sh --stdin" 从标准输入读取记录。
exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "/opt/fieldbench/lib/*:lib/*" Normaliser.java "$@"
# exec python3 -u normaliser.py "$@"
