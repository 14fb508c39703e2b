// The reference for people: one page of HTML from the OpenAPI document, without scripts and without anything from elsewhere.
import type { OpenApiDocument } from "./openapi.ts";

export function referencePage(document: OpenApiDocument): string {
  return document.info.title;
}
