"""The app of the terminal in a browser on the same machine.

The only importer of aiohttp, and of textual-serve, of which it takes the terminal that runs in the browser
(xterm.js with the client of its protocol) and neither server nor page: those ask for no password, look at no
origin and fetch a font from elsewhere. It starts one program, this one, once for each tab.
"""
