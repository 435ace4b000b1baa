import {
  type Answer,
  after,
  form,
  hang,
  json,
  oauthError,
  redirect,
  reset,
  text,
  trickle,
  unavailable,
} from "../../servers/answers.ts";
import type { ScriptedAnswer } from "./case.ts";

/** What a case's JSON says of an answer, as one that a server gives. */
export function scripted(answer: ScriptedAnswer): Answer {
  if (answer === "hang") return hang;
  if (answer === "reset") return reset;
  if (answer === "trickle") return trickle(50);
  if ("json" in answer) return json(answer.json, answer.status);
  if ("form" in answer) return form(answer.form);
  if ("text" in answer) return text(200, answer.type, answer.text);
  if ("oauthError" in answer) return oauthError(answer.oauthError);
  if ("unavailable" in answer) return unavailable(answer.unavailable, answer.headers);
  if ("redirect" in answer) return redirect(answer.redirect, answer.status);
  return after(answer.after, scripted(answer.answer));
}
