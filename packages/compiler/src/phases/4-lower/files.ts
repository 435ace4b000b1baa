import type { ArgumentType } from "@specwire/contract";
import { fileType, mapVariants, nullableType } from "./type-algebra.ts";

/**
 * The type where bytes can be sent as they are, in a multipart body: its members that are bytes, and lists of
 * them, are files. What lies deeper is written as JSON, which has no bytes.
 */
export function withFiles(
  type: ArgumentType,
  isFile: (name: string) => boolean,
  behind: (type: ArgumentType) => ArgumentType,
): ArgumentType {
  const target = behind(type);
  if (target.kind === "union")
    return mapVariants(target, (variant) => withFiles(variant, isFile, behind)) ?? type;
  if (target.kind !== "object") return type;
  const properties = target.properties.map((field) => {
    const changed = filesIn(field.type, isFile(field.name));
    return changed === field.type ? field : { ...field, type: changed };
  });
  return properties.every((field, index) => field === target.properties[index])
    ? type
    : { ...target, properties };
}

/** Bytes, and lists of them, as files; `isFile` where something beside the schema says so. */
function filesIn(type: ArgumentType, isFile: boolean): ArgumentType {
  if (type.kind === "string" && type.format === "binary")
    return type.nullable ? nullableType(fileType) : fileType;
  if (type.kind === "any" && isFile) return fileType;
  if (type.kind === "union") return mapVariants(type, (one) => filesIn(one, isFile)) ?? type;
  if (type.kind !== "array") return type;
  const items = filesIn(type.items, isFile);
  return items === type.items ? type : { ...type, items };
}
