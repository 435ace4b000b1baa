import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Body, Operation } from "@specwire/contract";
import { describe, expect, test } from "vitest";
import { connectorOf, integer, operationOf, parameterOf, string } from "./support/connector.ts";
import { replyJson, startRecorder } from "./support/recorder.ts";
import { type RunOptions, runConnector } from "./support/run-in-process.ts";

const folder = mkdtempSync(join(tmpdir(), "kit-bodies-"));
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

function addOf(body: Body, more: Partial<Operation> = {}): Operation {
  return operationOf("boxes.add", { method: "POST", path: "/boxes", body, ...more });
}

async function sent(one: Operation, argv: readonly string[], options: RunOptions = {}) {
  const recorder = await startRecorder(replyJson({ ok: true }));
  const ran = await runConnector(connectorOf([one]), ["boxes", "add", ...argv], {
    ...options,
    env: { ACME_BASE_URL: recorder.url },
  });
  const [request] = recorder.requests;
  return { ...ran, request, headers: request?.headers ?? {}, text: request?.body.toString() };
}

const json: Body = {
  contentType: "application/json",
  encoding: "json",
  required: true,
  type: {
    kind: "object",
    properties: [
      { name: "name", required: true, type: string },
      { name: "id", type: integer },
      { name: "icon", type: { kind: "string", encoding: "base64" } },
    ],
  },
};
const text: Body = {
  contentType: "text/csv",
  encoding: "raw",
  required: true,
  type: { kind: "union", variants: [string, { kind: "file" }] },
};
const upload: Body = {
  contentType: "multipart/form-data",
  encoding: "multipart",
  required: true,
  type: {
    kind: "object",
    properties: [
      { name: "files", required: true, type: { kind: "array", items: { kind: "file" } } },
      { name: "title", type: string },
      { name: "meta", type: { kind: "object", properties: [{ name: "place", type: string }] } },
    ],
  },
  fields: { files: { headers: { "X-Kind": "picture" } } },
};

describe("several media types", () => {
  const choice = addOf(json, { otherBodies: [upload, text] });

  test("the first is sent unless another is asked for", async () => {
    const { headers, text: body } = await sent(choice, ["--name", "A"]);
    expect([headers["content-type"], body]).toEqual(["application/json", '{"name":"A"}']);
  });

  test("another has flags of its own", async () => {
    const csv = file("boxes.csv", "a,b\n1,2\n");
    const asked = await sent(choice, ["--content-type", "text/csv", "--input", `@${csv}`]);
    expect([asked.headers["content-type"], asked.text]).toEqual(["text/csv", "a,b\n1,2\n"]);
    const png = file("a.png", "png");
    const parts = await sent(choice, ["--content-type=multipart/form-data", "--files", png, "--title", "T"]);
    expect(parts.headers["content-type"]).toMatch(/^multipart\/form-data; boundary=/);
    expect((await sent(choice, ["--content-type", "text/csv", "--name", "A"])).error).toMatchObject({
      code: "USAGE",
    });
  });

  test("parameters of a media type are sent as they are asked for", async () => {
    const { headers } = await sent(choice, ["--content-type", "text/csv; charset=latin1", "--input", "a"]);
    expect(headers["content-type"]).toBe("text/csv; charset=latin1");
  });

  test("one that there is not is refused with those that there are", async () => {
    for (const more of [
      ["--input", "x"],
      ["--name", "A"],
    ]) {
      const other = await sent(choice, ["--content-type", "form", ...more]);
      expect(other.error).toMatchObject({
        flag: "--content-type",
        message: expect.stringMatching(/^--content-type can't be form: the body can only be sent as app/),
      });
    }
    const { error, request } = await sent(choice, ["--content-type", "text/html", "--input", "{}"]);
    expect(error).toMatchObject({ code: "INVALID_ARGUMENT", message: expect.stringContaining("text/html") });
    expect(error?.message).toContain("application/json, multipart/form-data, text/csv");
    expect(request).toBeUndefined();
  });

  test("help and schema show the one that is asked for, and name the others", async () => {
    const help = (argv: readonly string[]) => sent(choice, [...argv, "--help"]).then(({ out }) => out);
    expect(await help([])).toContain("Other media types: --content-type multipart/form-data, text/csv");
    expect(await help(["--content-type", "multipart/form-data"])).toContain("--files <file>, repeatable");
    expect(await help(["--content-type", "text/csv"])).toContain(
      "Body: --input <text|@file|-> (text/csv), required",
    );
    const schema = JSON.parse((await sent(choice, ["--schema", "--content-type", "text/csv"])).out) as object;
    expect(schema).toMatchObject({
      contentType: "text/csv",
      otherContentTypes: ["application/json", "multipart/form-data"],
    });
  });
});

describe("bodies that are bytes or text", () => {
  test("text as it is given, from a file, or piped in", async () => {
    expect((await sent(addOf(text), ["--input", "a,b\n"])).text).toBe("a,b\n");
    const latin = file("latin.csv", Buffer.from([0xe9, 0x0a]));
    const { request } = await sent(addOf(text), ["--input", `@${latin}`]);
    expect(request?.body).toEqual(Buffer.from([0xe9, 0x0a]));
    expect((await sent(addOf(text), ["--input", "-"], { stdin: "piped\n" })).text).toBe("piped\n");
  });

  test("what is piped in is sent as it comes, and only once", async () => {
    const raw: Body = { ...text, contentType: "application/octet-stream", type: { kind: "file" } };
    const { headers, text: body } = await sent(addOf(raw), ["--input", "-"], { stdin: "bytes" });
    expect(body).toBe("bytes");
    expect(headers["transfer-encoding"]).toBe("chunked");
    expect(headers["content-length"]).toBeUndefined();
    const recorder = await startRecorder(replyJson({ message: "busy" }, 503));
    const put = operationOf("boxes.put", { method: "PUT", path: "/b", body: raw });
    const ran = await runConnector(connectorOf([put]), ["boxes", "put", "--input", "-"], {
      stdin: "bytes",
      env: { ACME_BASE_URL: recorder.url },
    });
    expect([recorder.requests.length, ran.error?.code]).toEqual([1, "SERVER_ERROR"]);
  });

  test("a range of media types is the one of the file's ending", async () => {
    const picture: Body = { ...text, contentType: "image/*", type: { kind: "file" } };
    const jpg = file("a.JPG", "jpg");
    expect((await sent(addOf(picture), ["--input", jpg])).headers["content-type"]).toBe("image/jpeg");
    const odd = file("a.odd", "odd");
    expect((await sent(addOf(picture), ["--input", odd])).error?.message).toContain("image/*");
    const named = await sent(addOf(picture), ["--input", odd, "--content-type", "image/avif"]);
    expect(named.headers["content-type"]).toBe("image/avif");
  });

  test("a member in base64 takes a file", async () => {
    const icon = file("icon.bin", Buffer.from([0, 255, 16]));
    const { text: body } = await sent(addOf(json), ["--name", "A", "--icon", `@${icon}`]);
    expect(body).toBe('{"name":"A","icon":"AP8Q"}');
    expect((await sent(addOf(json), ["--name", "A", "--icon", "@/none"])).error?.flag).toBe("--icon");
    expect((await sent(addOf(json), ["--name", "@A"])).text).toBe('{"name":"@A"}');
  });
});

describe("multipart", () => {
  test("several files, each with the type of its ending and its headers, after the other parts", async () => {
    const paths = [file("one.png", "1"), file("two.unknown", "2")];
    const flags = paths.flatMap((path) => ["--files", path]);
    const { text: body = "" } = await sent(addOf(upload), [...flags, "--title", "T", "--meta.place", "P"]);
    const heads = body.split(/--specwire-[a-z0-9]+(?:\r\n|--\r\n)/).slice(1, -1);
    expect(heads).toEqual([
      'Content-Disposition: form-data; name="title"\r\n\r\nT\r\n',
      'Content-Disposition: form-data; name="meta"\r\nContent-Type: application/json\r\n\r\n{"place":"P"}\r\n',
      'Content-Disposition: form-data; name="files"; filename="one.png"\r\nContent-Type: image/png\r\nX-Kind: picture\r\n\r\n1\r\n',
      'Content-Disposition: form-data; name="files"; filename="two.unknown"\r\nContent-Type: application/octet-stream\r\nX-Kind: picture\r\n\r\n2\r\n',
    ]);
  });

  test("lists of files in --input are paths as well", async () => {
    const one = file("three.txt", "3");
    const { text: body } = await sent(addOf(upload), ["--input", JSON.stringify({ files: [one] })]);
    expect(body).toContain('filename="three.txt"\r\nContent-Type: text/plain\r\n');
  });

  test("other kinds keep their own name", async () => {
    const related: Body = { ...upload, contentType: "multipart/related" };
    const { headers } = await sent(addOf(related), ["--files", file("a.txt", "a")]);
    expect(headers["content-type"]).toMatch(/^multipart\/related; boundary=specwire-/);
  });
});

describe("numbers", () => {
  test("keep the digits that were typed", async () => {
    const one = addOf(json, { parameters: [parameterOf("since", { type: integer })] });
    const big = "9223372036854775807";
    for (const argv of [
      ["--name", "A", "--id", big],
      ["--input", `{"name":"A","id":${big}}`],
    ]) {
      const { request, text: body } = await sent(one, [...argv, "--since", big]);
      expect(body).toBe(`{"name":"A","id":${big}}`);
      expect(request?.url).toBe(`/boxes?since=${big}`);
    }
  });
});

describe("kinds of one body", () => {
  const variant = (kind: string, name: string) =>
    ({
      kind: "object",
      properties: [
        { name: "type", required: true, type: { kind: "string", enum: [kind] } },
        { name, required: true, type: string },
      ],
    }) as const;
  const pay = addOf({
    ...json,
    type: {
      kind: "union",
      variants: [variant("card", "number"), variant("iban", "holder")],
      discriminator: { property: "type", mapping: { card: 0, iban: 1 } },
    },
  });

  test("help and schema say what tells them apart", async () => {
    expect((await sent(pay, ["--help"])).out).toContain(
      "Kinds: type is card, iban; the fields of each: --schema",
    );
    expect(JSON.parse((await sent(pay, ["--schema"])).out)).toMatchObject({
      arguments: {
        properties: {
          body: { discriminator: { propertyName: "type", mapping: { card: "variant 1 of anyOf" } } },
        },
      },
    });
  });

  test("errors speak of the kind that is meant", async () => {
    expect((await sent(pay, ["--type", "card"])).error?.message).toBe("--number is required");
    expect((await sent(pay, ["--type", "cash"])).error?.message).toBe(
      '--type can\'t be "cash"; allowed: card, iban',
    );
    expect((await sent(pay, ["--number", "1"])).error?.message).toBe("--type is required");
    expect((await sent(pay, ["--type", "iban", "--holder", "1"])).text).toBe('{"type":"iban","holder":"1"}');
  });
});
