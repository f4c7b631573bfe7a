/** A place for files that only remembers what it was asked. */
import type { FileStore, StoredFile } from "../../shared/casework/attachments.ts";

export const invented = () => {
  const files = new Map<string, StoredFile>();
  const store: FileStore = {
    uploadOf: async (key, { contentType, seconds }) => ({
      url: "https://files.example.invalid/",
      fields: { key, "Content-Type": contentType, seconds: String(seconds) },
    }),
    stored: async (key) => files.get(key),
    keep: async ({ key, version }, to) => {
      const file = files.get(key);
      if (file?.version !== version) throw new Error(`${key} has no version ${version}`);
      const kept = `kept-${version}`;
      files.set(to, { ...file, version: kept });
      return kept;
    },
    downloadOf: async (key, { version, name, seconds }) =>
      `https://files.example.invalid/${key}?version=${version}&as=${name}&seconds=${seconds}`,
  };
  return { store, files };
};
