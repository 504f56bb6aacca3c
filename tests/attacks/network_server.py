# class: network. Waits for somebody to call in.
import socket

socket.create_server(("127.0.0.1", 0))
print("SUCCEEDED")
