# class: network. Connects to a socket in a folder that anybody may enter.
import socket

socket.socket(socket.AF_UNIX).connect("@CANARY@/socket")
print("SUCCEEDED")
