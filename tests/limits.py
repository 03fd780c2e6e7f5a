"""How long a test waits at most for a program, a thread or an answer, in seconds.

No test measures time: these numbers only make that a run always ends. They are far above what
anything needs on a slow machine, and below the limit for a whole test in ``pyproject.toml``.
"""

PROGRAM = 200  # a program that a test starts, such as a build
ANSWER = 60  # a thread that ends, a line that is printed
