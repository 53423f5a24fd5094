// MFA conditions in what roles may do: sessions of roles carry no MFA, so that they never do what they are there for.

import type { Place, Value } from "../../expressions/value.ts";
import { absent, textValue } from "../../expressions/value.ts";
import type { PolicySource } from "./attachments.ts";

/**
 * The name of the policy, at the first such condition. A policy of its own may be held by users too,
 * for whom the condition has an effect.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html
 */
export function roleMfa(sources: readonly PolicySource[], at: Place): Value {
  for (const { document, kind, name, via } of sources) {
    if (kind !== "inline" || "unknown" in document) continue;
    for (const { conditions } of document.statements)
      for (const { key, keyPlace } of conditions)
        if (mfaKey.test(key)) return textValue(name, keyPlace, via);
  }
  return absent(at);
}

const mfaKey = /^aws:multifactorauth(?:present|age)$/i;
