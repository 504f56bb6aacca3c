# class: network. Connects to a server that listens.
import socket

socket.create_connection(("127.0.0.1", int("@PORT@")), 1).sendall(b"answers")
print("SUCCEEDED")
