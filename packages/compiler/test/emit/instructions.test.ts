import { join } from "node:path";
import { estimateTokens } from "@specwire/contract";
import { encode } from "gpt-tokenizer/encoding/o200k_base";
import { describe, expect, test } from "vitest";
import { type CompileOutput, compile, memoryHost } from "../../src/index.ts";
import { compileFolder, fileOf, foldersIn, samplesFolder, slugs, specsFolder } from "../support/compiled.ts";

const budget = 600;

function ratioOf(output: CompileOutput): number {
  const text = fileOf(output, "instructions.md");
  expect(output.instructionTokens).toBe(estimateTokens(text));
  return output.instructionTokens / encode(text).length;
}

/** A connector with these words wherever instructions show words of a spec. */
function connectorIn(name: string, words: readonly string[]): string {
  return JSON.stringify({
    connector: 1,
    version: "1.0.0",
    slug: "acme",
    name,
    description: words[0],
    baseUrl: "https://api.acme.example",
    auth: { type: "none" },
    operations: Object.fromEntries(
      words.map((summary, index) => [
        `things.list-${index}`,
        { request: `GET /${index}`, summary, items: "" },
      ]),
    ),
  });
}

describe("the estimate of tokens", () => {
  const folders = [
    ...slugs.map((slug) => join(specsFolder, slug)),
    ...foldersIn(samplesFolder).map((name) => join(samplesFolder, name)),
  ];

  test("is never below the true count of instructions, and not far above", () => {
    const ratios = folders.map((folder) => ({ folder, ratio: ratioOf(compileFolder(folder)) }));
    expect(ratios.filter(({ ratio }) => ratio < 1 || ratio > 1.35)).toEqual([]);
  });

  test("keeps instructions within the budget", () => {
    for (const slug of slugs)
      expect(
        encode(fileOf(compileFolder(join(specsFolder, slug)), "instructions.md")).length,
      ).toBeLessThanOrEqual(budget);
  });

  test.each<[string, ...string[]]>([
    ["Rechnungswesen", "Zahlungserinnerungen für überfällige Rechnungen abrufen", "Buchungssätze stornieren"],
    ["Événements", "Récupérer la liste des événements annulés", "Créer une réunion récurrente"],
    ["Zgłoszenia", "Pobierz listę wszystkich zgłoszeń, łącznie z zamkniętymi", "Utwórz zgłoszenie"],
    ["Görevler", "Kullanıcının erişebildiği tüm projeleri listele", "Yeni görev oluştur"],
    ["Задачи", "Показать все задачи проекта, включая закрытые", "Создать новую задачу"],
    ["Έργα", "Επιστρέφει τη λίστα όλων των έργων", "Δημιουργία νέου έργου"],
    ["项目", "获取当前用户的所有项目列表，包括已归档的项目", "创建一个新的项目"],
    ["プロジェクト", "アクセスできるすべてのプロジェクトの一覧を取得する", "新しいタスクを作成する"],
    ["프로젝트", "접근할 수 있는 모든 프로젝트 목록을 가져온다", "새 작업을 만든다"],
    ["المشاريع", "عرض قائمة بجميع المشاريع المؤرشفة", "إنشاء مهمة جديدة"],
    ["โครงการ", "แสดงรายการโครงการทั้งหมด", "สร้างงานใหม่"],
    ["परियोजना", "सभी परियोजनाओं की सूची प्राप्त करें", "नया कार्य बनाएँ"],
    ["Party 🎉", "🚀 Launch 🔥 ✅ everything ⚠️", "👩‍👩‍👧‍👦 families"],
    ["HTTP/2 API (v3.1)", "GET SELECT Id, AnnualRevenue FROM Account", "POST a JSON-RPC OAuth2 JWT"],
    ["Signs", "Use {a: [1, 2], 'b': <c>} & `d` | $e; #f = g ~ h % i ^ j @k", "5f3a-9c21 0x1F 1,204.50"],
  ])("holds in the words of %s", (name, ...words) => {
    const spec = connectorIn(name, [...words, ...words.map((word) => `${word}, 2`)]);
    const { output } = compile("connector.yaml", memoryHost({ "connector.yaml": spec }));
    const ratio = ratioOf(output ?? expect.fail("does not compile"));
    expect(ratio).toBeGreaterThanOrEqual(1);
    expect(ratio).toBeLessThan(1.35);
  });
});
