/** A shell command that was judged and has not started yet. */
interface Call {
  /** The tool's own object: what is in it when the shell starts is what runs. */
  readonly args: { readonly command?: unknown };
  readonly command: string;
  /**
   * `allowed`: it is ours, and no person has to be asked. `others`: it is none of ours, and OpenCode's own
   * configuration decides. `asked`: it starts only after a person's yes.
   */
  readonly standing: "allowed" | "others" | "asked";
  isApproved?: boolean;
}

/** OpenCode's question whether a tool may be used, as its event `permission.asked` has it. */
export interface Question {
  readonly id: string;
  readonly sessionID: string;
  readonly permission: string;
  readonly metadata?: { readonly command?: unknown };
  readonly tool?: { readonly callID?: string };
}

/**
 * The shell commands between their judgement and their start. OpenCode may skip its question, for what a person
 * allowed for "always" say, and another plugin may change a command that was judged already. So nothing starts
 * that did not come past here as it is.
 */
export class Calls {
  readonly #calls = new Map<string, Call>();
  readonly #questions = new Map<string, Call>();

  /** Throws where another command under this id waits for its start: they could not be told apart. */
  add(sessionID: string, callID: string, call: Call): void {
    const key = keyOf(sessionID, callID);
    if (this.#calls.has(key)) throw new Error("two commands have one id");
    this.#calls.set(key, call);
  }

  /** Of the command that a question is about; undefined where none of ours waits. */
  standingOf(question: Question): Call["standing"] | undefined {
    const callID = question.tool?.callID;
    if (question.permission !== "bash" || callID === undefined) return undefined;
    const call = this.#calls.get(keyOf(question.sessionID, callID));
    if (call === undefined || question.metadata?.command !== call.command) return undefined;
    this.#questions.set(question.id, call);
    return call.standing;
  }

  answered(questionID: string, reply: unknown): void {
    const call = this.#questions.get(questionID);
    this.#questions.delete(questionID);
    if (call !== undefined && (reply === "once" || reply === "always")) call.isApproved = true;
  }

  /** Throws where the command may not start. */
  start(sessionID: string | undefined, callID: string): void {
    const key = keyOf(sessionID, callID);
    const call = this.#calls.get(key);
    this.#calls.delete(key);
    if (call === undefined) throw new Error("it was not judged");
    if (call.args.command !== call.command) throw new Error("it was changed after it was judged");
    if (call.standing === "asked" && !call.isApproved)
      throw new Error(
        'a person must approve it, and OpenCode did not ask; an earlier "always" may be the cause',
      );
  }

  /** A call that ended, started or not. */
  end(sessionID: string, callID: string): void {
    this.#calls.delete(keyOf(sessionID, callID));
  }
}

function keyOf(sessionID: string | undefined, callID: string): string {
  return JSON.stringify([sessionID, callID]);
}
