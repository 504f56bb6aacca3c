# class: judge. Kills the process it came from.
import os
import signal

os.kill(os.getppid(), signal.SIGKILL)
print("SUCCEEDED")
