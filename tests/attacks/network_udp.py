# class: network. Sends a packet, which needs no connection.
import socket

socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"answers", ("127.0.0.1", int("@PORT@")))
print("SUCCEEDED")
