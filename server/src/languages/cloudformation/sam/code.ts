// Where the code of a function or a layer lies: an object of S3, an image, or text in the template.

import type { DataNode } from "../../../syntax/node.ts";
import { literalText } from "../template.ts";
import type { Draft } from "./draft.ts";
import { at, callOf } from "./look.ts";

export function codeOf(properties: DataNode): Draft | undefined {
  const inline = at(properties, "InlineCode");
  if (inline) return { ZipFile: inline };
  const image = at(properties, "ImageUri");
  if (image) return { ImageUri: image };
  const uri = at(properties, "CodeUri");
  return uri ? objectOf(uri) : undefined;
}

/** A folder on the author's disk becomes an object when the template is packaged: it stays as it is. */
export function objectOf(
  uri: DataNode,
  names: readonly [string, string, string] = ["S3Bucket", "S3Key", "S3ObjectVersion"],
): Draft {
  const [bucket, key, version] = names;
  const text = callOf(uri) ? undefined : literalText(uri);
  if (text === undefined) {
    if (!at(uri, "Bucket")) return uri;
    return { [bucket]: at(uri, "Bucket"), [key]: at(uri, "Key"), [version]: at(uri, "Version") };
  }
  const found = pattern.exec(text);
  if (!found) return uri;
  return { [bucket]: found[1] ?? "", [key]: found[2] ?? "", [version]: found[3] };
}

const pattern = /^s3:\/\/([^/?]+)\/([^?]+)(?:\?versionId=(.+))?$/;
