// Where a policy's page stands on the web; the same text ships with msplint.

export const home = "https://github.com/msplint/msplint";

export function pageAddress(policy: string): string {
  return `${home}/blob/main/policies/${policy}.yaml`;
}
