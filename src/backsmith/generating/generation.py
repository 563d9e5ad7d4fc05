"""From answers to a folder, with or without a person who looks at it before."""

import shlex
from pathlib import Path
from typing import Any

from backsmith import screen
from backsmith.faults import CommandError
from backsmith.generating import first_commits, plan_screen
from backsmith.generating.answering import copiers_faults
from backsmith.generating.drafts import place, refuse_taken, shown_path
from backsmith.generating.interview import Interview
from backsmith.generating.planning import planned
from backsmith.generating.plans import Plan
from backsmith.generating.prompts import BACK, Asker, Prompt
from backsmith.generating.prompts import asker as asker_of_terminal
from backsmith.generating.questionnaire import Questionnaire


class Writer:
    """From answers to a folder, with or without a person who looks at it before."""

    def __init__(
        self, folder: Path | None, git: bool | None, *, is_dry: bool, is_json: bool
    ) -> None:
        self._folder = folder
        self._git = git
        self._is_dry = is_dry
        self._is_json = is_json

    def write_unasked(self, questionnaire: Questionnaire) -> None:
        with planned(questionnaire, name=self._folder.name if self._folder else None) as plan:
            if self._is_dry and not self._is_json:
                plan_screen.summarize(plan, screen.results())
            self._write(plan, self._folder or Path.cwd() / plan.outline.name)

    def ask_then_write(self, questionnaire: Questionnaire) -> None:
        """Raises KeyboardInterrupt where the person leaves."""
        asker = asker_of_terminal()
        interview = Interview(questionnaire, asker)
        while True:
            with copiers_faults():
                interview.go_on()
            folder = self._folder or _ask_folder(asker, interview)
            if folder is BACK:
                interview.go_back()
                continue
            try:
                with planned(questionnaire, interview.said, folder.name) as plan:
                    if self._agrees(plan, folder, asker, has_before=bool(interview.said)):
                        self._write(plan, folder)
                        return
            except CommandError as fault:
                if not interview.said:
                    raise
                for sentence in fault.sentences:
                    screen.notes().print(sentence, style="red", markup=False)
            if self._folder:
                interview.go_back()

    def _agrees(self, plan: Plan, folder: Path, asker: Asker, *, has_before: bool) -> bool:
        """False where the person goes back. Raises KeyboardInterrupt where they say no."""
        plan_screen.summarize(plan, screen.results())
        screen.results().print()
        if self._is_dry:
            return True
        message = f"Write it to {shown_path(folder)}?"
        answer = asker.ask(
            Prompt(message, "yes", default=True, has_before=has_before, is_apart=True)
        )
        if answer is BACK:
            return False
        if not answer:
            raise KeyboardInterrupt
        screen.results().print()
        return True

    def _write(self, plan: Plan, folder: Path) -> None:
        is_committed = first_commits.wants_commit(self._git, folder)
        if self._is_dry:
            refuse_taken(folder)
        elif is_committed:
            place(plan.draft, folder, finish=first_commits.commit_all)
        else:
            place(plan.draft, folder)
        told = {
            "folder": str(folder),
            "is_written": not self._is_dry,
            "is_committed": is_committed and not self._is_dry,
        }
        if self._is_json:
            screen.print_json({**told, **plan.as_data})
        elif self._is_dry:
            screen.notes().print("\nNothing was written.", style="dim")
        else:
            _tell(plan, folder, is_committed=is_committed)


def _ask_folder(asker: Asker, interview: Interview) -> Any:
    """Where it is written, or BACK."""

    def fault(text: str) -> str | None:
        try:
            refuse_taken(_path(text))
        except CommandError as error:
            return error.sentences[0]
        return None

    answer = asker.ask(
        Prompt(
            "In which folder?",
            "text",
            default=f"./{interview.name}",
            check=fault,
            has_before=bool(interview.said),
        )
    )
    return answer if answer is BACK else _path(answer)


def _path(text: str) -> Path:
    return Path(text.strip() or ".").expanduser().absolute()


def _tell(plan: Plan, folder: Path, *, is_committed: bool) -> None:
    """What there is now, and how to go on."""
    shown = shlex.quote(shown_path(folder))
    count = len(plan.draft.files)
    say = screen.results().print
    committed = ", and committed" if is_committed else ""
    say(f"{count} files are written to {shown}{committed}.\n", markup=False)
    say(plan.draft.message.strip(), markup=False)
    if not is_committed:
        by_hand = "git add --all && git commit -m 'Generate'"
        if not first_commits.is_in_repository(folder):
            by_hand = first_commits.BY_HAND
        say(f"\nAn update merges by git, so commit it: cd {shown} && {by_hand}", markup=False)
