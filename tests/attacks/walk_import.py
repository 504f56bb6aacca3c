# class: walking. Imports the problem as a module.
import reference

print("SUCCEEDED")
solve = reference
