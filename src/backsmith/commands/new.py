"""`backsmith new`: a new service, by questions or by flags."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backsmith.commands.answer_options import (
    DataFileOption,
    DataOption,
    DefaultsOption,
    JsonOption,
    RefOption,
    TemplateOption,
)
from backsmith.faults import CommandError
from backsmith.question_flags import flags_of

if TYPE_CHECKING:
    from backsmith.plans import Plan
    from backsmith.questionnaire import Questionnaire


def new(
    context: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="DIR", help="Where it is written. [default: by its name]"),
    ] = None,
    defaults: DefaultsOption = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")
    ] = False,
    git: Annotated[
        bool | None,
        typer.Option(
            "--git/--no-git",
            help="Commit it, as the first commit of a repository. "
            "[default: where it is in none, and git knows who commits]",
        ),
    ] = None,
    data: DataOption = None,
    data_file: DataFileOption = None,
    template: TemplateOption = None,
    ref: RefOption = None,
    json: JsonOption = False,
) -> None:
    """Generate a service, by questions or by flags.

    What a flag or a file answers is not asked. What comes of it is shown before it is written.
    """
    from backsmith import screen
    from backsmith.answering import questionnaire_of, refuse_open
    from backsmith.answers import given_by
    from backsmith.drafts import refuse_taken
    from backsmith.prompts import keys_kept_quiet
    from backsmith.sources import source_of
    from backsmith.templates import opened

    given = given_by(flags_of(context), data or (), data_file or ())
    target = folder.expanduser().absolute() if folder else None
    if target:
        refuse_taken(target)
    with opened(source_of(template), ref) as found:
        if not json:
            screen.notes().print(f"Template {found.shown}", style="dim", soft_wrap=False)
        questionnaire = questionnaire_of(found, given)
        writer = _Writer(target, git, is_dry=dry_run, is_json=json)
        if defaults:
            writer.write_unasked(questionnaire)
        elif screen.is_interactive() and not json:
            with keys_kept_quiet():
                writer.ask_then_write(questionnaire)
        else:
            refuse_open(questionnaire.answered())
            writer.write_unasked(questionnaire)


class _Writer:
    """From answers to a folder, with or without a person who looks at it before."""

    def __init__(
        self, folder: Path | None, git: bool | None, *, is_dry: bool, is_json: bool
    ) -> None:
        self._folder = folder
        self._git = git
        self._is_dry = is_dry
        self._is_json = is_json

    def write_unasked(self, questionnaire: "Questionnaire") -> None:
        from backsmith import plan_screen, screen
        from backsmith.planning import planned

        with planned(questionnaire, name=self._folder.name if self._folder else None) as plan:
            if self._is_dry and not self._is_json:
                plan_screen.summarize(plan, screen.results())
            self._write(plan, self._folder or Path.cwd() / plan.outline.name)

    def ask_then_write(self, questionnaire: "Questionnaire") -> None:
        """Raises KeyboardInterrupt where the person leaves."""
        from backsmith import prompts, screen
        from backsmith.interview import Interview
        from backsmith.planning import planned

        asker = prompts.asker()
        interview = Interview(questionnaire, asker)
        while True:
            interview.go_on()
            folder = self._folder or _ask_folder(asker, interview)
            if folder is prompts.BACK:
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
                    screen.notes().print(sentence, style="red")
            if self._folder:
                interview.go_back()

    def _agrees(self, plan: "Plan", folder: Path, asker: Any, *, has_before: bool) -> bool:
        """False where the person goes back. Raises KeyboardInterrupt where they say no."""
        from backsmith import plan_screen, screen
        from backsmith.drafts import shown_path
        from backsmith.prompts import BACK, Prompt

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
        return True

    def _write(self, plan: "Plan", folder: Path) -> None:
        from backsmith import first_commits, screen
        from backsmith.drafts import place, refuse_taken

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


def _ask_folder(asker: Any, interview: Any) -> Any:
    """Where it is written, or BACK."""
    from backsmith.drafts import refuse_taken
    from backsmith.prompts import BACK, Prompt

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


def _tell(plan: "Plan", folder: Path, *, is_committed: bool) -> None:
    """What there is now, and how to go on."""
    import shlex

    from backsmith import first_commits, screen
    from backsmith.drafts import shown_path

    shown = shlex.quote(shown_path(folder))
    count = len(plan.draft.files)
    say = screen.results().print
    committed = ", and committed" if is_committed else ""
    say(f"{count} files are written to {shown}{committed}.\n")
    say(plan.draft.message.strip(), markup=False)
    if not is_committed:
        by_hand = "git add --all && git commit -m 'Generate'"
        if not first_commits.is_in_repository(folder):
            by_hand = first_commits.BY_HAND
        say(f"\nAn update merges by git, so commit it: cd {shown} && {by_hand}", markup=False)
