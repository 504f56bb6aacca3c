"""The app in the terminal: screens over the same engine as the plain face; no rule is here."""
