"""What is said when the program itself breaks."""

MESSAGES: dict[str, str] = {
    "crash.logged": (
        "Warmline has ended by an error of its own ({name}). What you had typed is kept; start it again. "
        "Where it broke is in {file}, which holds nothing that anybody wrote: send it with your report."
    ),
    "crash.unlogged": (
        "Warmline has ended by an error of its own ({name}). Start it again. "
        "There is no file to log to: give WARMLINE_STATE_DIR a folder of your own to learn where it broke."
    ),
}
