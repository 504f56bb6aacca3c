# class: bombs. Starts programs that outlive it.
import subprocess

subprocess.Popen(["setsid", "sleep", "3600"], start_new_session=True)
print("SUCCEEDED")
