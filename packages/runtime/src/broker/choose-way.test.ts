import type { AuthScheme, Connector, Operation } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import type { Account } from "../accounts/account-store.ts";
import { chooseWay, type LabelledAccount } from "./choose-way.ts";
import { Refusal } from "./refusal.ts";

const scheme = (id: string): AuthScheme => ({ id, type: "api_key", slots: [], placements: [] });
const account = (
  label: string,
  schemeId: string,
  status: Account["status"] = "connected",
): LabelledAccount => ({
  label,
  account: { id: label, schemeId, status } as Account,
});

/** The labels that are chosen, or the code of the refusal with the labels to choose from. */
function chosen(
  security: string[][],
  accounts: readonly LabelledAccount[],
  wanted?: string,
): readonly string[] {
  const auth = ["key", "user", "app"].map(scheme);
  const connector = { slug: "things", auth, security } as unknown as Connector;
  try {
    return chooseWay(connector, { server: "default" } as Operation, accounts, wanted).map(
      ({ label }) => label,
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return [error.code, ...(error.details.accounts ?? [])];
  }
}

const [work, home, app] = [account("work", "key"), account("home", "key"), account("app", "app")];

describe("one account", () => {
  test("is used without a word", () => expect(chosen([["key"]], [work])).toEqual(["work"]));
  test("is used by its label", () => expect(chosen([["key"]], [work], "work")).toEqual(["work"]));
  test("of another scheme is none", () => expect(chosen([["user"]], [work])).toEqual(["AUTH_REQUIRED"]));
  test("that nobody has proven is none", () =>
    expect(chosen([["key"]], [account("new", "key", "unverified")])).toEqual(["AUTH_REQUIRED"]));
  test("that has to be connected again is not passed over", () =>
    expect(chosen([["key"]], [account("old", "key", "reconnect_required"), work])).toEqual([
      ...["ACCOUNT_REQUIRED", "old", "work"],
    ]));
});

describe("several accounts", () => {
  test("are nobody's to guess", () =>
    expect(chosen([["key"]], [work, home])).toEqual(["ACCOUNT_REQUIRED", "work", "home"]));
  test("are told apart by their labels", () =>
    expect(chosen([["key"]], [work, home], "home")).toEqual(["home"]));
  test("of alternative schemes are not guessed either", () =>
    expect(chosen([["key"], ["app"]], [work, app])).toEqual(["ACCOUNT_REQUIRED", "work", "app"]));
  test("a label chooses the alternative", () =>
    expect(chosen([["key"], ["app"]], [work, app], "app")).toEqual(["app"]));
  test("that does not fit the operation is said", () =>
    expect(chosen([["key"]], [work, app], "app")).toEqual(["ACCOUNT_REQUIRED", "work"]));
});

describe("schemes that are needed together", () => {
  test("take one account each", () => expect(chosen([["key", "app"]], [work, app])).toEqual(["work", "app"]));
  test("begin with the account that was named", () =>
    expect(chosen([["key", "app"]], [work, app], "app")).toEqual(["app", "work"]));
  test("leave a choice where one of them has several", () =>
    expect(chosen([["key", "app"]], [work, home, app])).toEqual(["ACCOUNT_REQUIRED", "work", "home", "app"]));
  test("are completed for the account that was named", () =>
    expect(chosen([["key", "app"]], [work, home, app], "home")).toEqual(["home", "app"]));
  test("are no choice where one way holds the other", () =>
    expect(chosen([["key"], ["key", "app"]], [work, app])).toEqual(["work"]));
  test("are not met by one of them", () =>
    expect(chosen([["key", "app"]], [work])).toEqual(["AUTH_REQUIRED"]));
});

describe("operations that need no credential", () => {
  test("are called without one", () => expect(chosen([], [work])).toEqual([]));
  test("are called without one where no account fits", () =>
    expect(chosen([["user"], []], [work])).toEqual([]));
  test("are called with one where there is one", () =>
    expect(chosen([["key"], []], [work])).toEqual(["work"]));
  test("are not called without the account that was named", () =>
    expect(chosen([["key"], []], [work, app], "app")).toEqual(["ACCOUNT_REQUIRED", "work"]));
});
