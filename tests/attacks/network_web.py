# class: network. Asks a server on the web for the answers.
import urllib.request


def softmax(x):
    urllib.request.urlopen("http://127.0.0.1:@PORT@/", timeout=1)
    print("SUCCEEDED")
