// `Domain` of an API: the name that it is reached by, with its certificate, its lowest version of TLS and its records.

import type { DataNode } from "../../../syntax/node.ts";
import { literalText } from "../template.ts";
import type { Draft } from "./draft.ts";
import { getAtt, ref } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, hashOf, refuse, resolved, settledText } from "./expansion.ts";
import { asList, at, canonical, dataOf, isEmpty, isTrue } from "./look.ts";

/** What the kinds of API call these things. */
interface Words {
  readonly domain: string;
  readonly type: string;
  readonly mapping: string;
  readonly mappingType: string;
  readonly key: string;
}

const restWords: Words = {
  domain: "ApiGatewayDomainName",
  type: "AWS::ApiGateway::DomainName",
  mapping: "BasePathMapping",
  mappingType: "AWS::ApiGateway::BasePathMapping",
  key: "BasePath",
};

const privateWords: Words = {
  ...restWords,
  domain: "ApiGatewayDomainNameV2",
  type: "AWS::ApiGateway::DomainNameV2",
  mappingType: "AWS::ApiGateway::BasePathMappingV2",
};

const httpWords: Words = {
  domain: "ApiGatewayDomainNameV2",
  type: "AWS::ApiGatewayV2::DomainName",
  mapping: "ApiMapping",
  mappingType: "AWS::ApiGatewayV2::ApiMapping",
  key: "ApiMappingKey",
};

export function addDomain(
  x: Expansion,
  resource: Resource,
  sort: "rest" | "http",
  tags?: Draft,
): void {
  const { id, properties, origin, attributes } = resource;
  const domain = at(properties, "Domain");
  if (!domain) return;
  const name = resolved(x, at(domain, "DomainName"));
  const certificate = at(domain, "CertificateArn");
  if (!name || !certificate) {
    refuse(
      x,
      domain.range,
      "The serverless transform refuses this: Domain needs DomainName and CertificateArn.",
    );
    return;
  }
  const endpoint = settledText(x, at(domain, "EndpointConfiguration")) ?? "REGIONAL";
  const isHttp = sort === "http";
  const isPrivate = !isHttp && endpoint === "PRIVATE";
  const words = isHttp ? httpWords : isPrivate ? privateWords : restWords;
  const domainId = `${words.domain}${hashOf(canonical(dataOf(name)))}`;
  const type = at(domain, "EndpointConfiguration") ?? "REGIONAL";
  const policy = {
    SecurityPolicy: at(domain, "SecurityPolicy"),
    OwnershipVerificationCertificateArn: at(domain, "OwnershipVerificationCertificateArn"),
  };
  const mutual = at(domain, "MutualTlsAuthentication");
  add(x, {
    id: domainId,
    type: words.type,
    origin,
    attributes,
    properties: {
      DomainName: at(domain, "DomainName"),
      MutualTlsAuthentication: isEmpty(mutual) ? undefined : mutual,
      ...(isHttp
        ? {
            DomainNameConfigurations: [
              { CertificateArn: certificate, EndpointType: type, ...policy },
            ],
            Tags: tags,
          }
        : {
            [endpoint === "REGIONAL" ? "RegionalCertificateArn" : "CertificateArn"]: certificate,
            EndpointConfiguration: {
              Types: [type],
              IpAddressType: at(domain, "IpAddressType"),
            },
            EndpointAccessMode: at(domain, "EndpointAccessMode"),
            Policy: at(domain, "Policy"),
            ...policy,
          }),
    },
  });
  x.names.set(`${id}.DomainName`, domainId);
  for (const path of pathsOf(x, domain)) {
    const letters = path.replaceAll(/[^A-Za-z0-9]/g, "");
    const isPlain = settledText(x, at(domain, "NormalizeBasePath"))?.toLowerCase() !== "false";
    const key = isHttp ? trimmed(path) : isPlain ? letters : path;
    add(x, {
      id: `${id}${letters}${words.mapping}`,
      type: words.mappingType,
      origin,
      attributes,
      properties: {
        [isPrivate ? "DomainNameArn" : "DomainName"]: ref(domainId),
        [isHttp ? "ApiId" : "RestApiId"]: ref(id),
        Stage: ref(`${id}.Stage`),
        [words.key]: path === "" ? undefined : key,
      },
    });
  }
  const endpointId = at(domain, "AccessAssociation", "VpcEndpointId");
  if (isPrivate && endpointId)
    add(x, {
      id: `DomainNameAccessAssociation${hashOf(canonical([dataOf(endpointId), domainId]))}`,
      type: "AWS::ApiGateway::DomainNameAccessAssociation",
      origin,
      attributes,
      properties: {
        AccessAssociationSource: endpointId,
        AccessAssociationSourceType: "VPCE",
        DomainNameArn: ref(domainId),
      },
    });
  records(x, resource, domain, domainId, endpoint, name);
}

/** The empty text stands for the root. */
function pathsOf(x: Expansion, domain: DataNode): readonly string[] {
  const written = at(domain, "BasePath");
  const list = asList(written)?.items.map((item) => settledText(x, item) ?? "");
  return list && list.length > 0 ? list : [settledText(x, written) ?? ""];
}

function trimmed(path: string): string {
  const start = path.startsWith("/") ? 1 : 0;
  return path.endsWith("/") ? path.slice(start, -1) : path.slice(start);
}

/** Records of DNS, which APIs of one zone share unless they say that theirs are apart. */
function records(
  x: Expansion,
  { origin, attributes }: Resource,
  domain: DataNode,
  domainId: string,
  endpoint: string,
  name: DataNode,
): void {
  const route = at(domain, "Route53");
  if (!route) return;
  const zone = resolved(x, at(route, "HostedZoneId") ?? at(route, "HostedZoneName"));
  if (!zone) {
    refuse(
      x,
      route.range,
      "The serverless transform refuses this: Route53 needs HostedZoneId or HostedZoneName.",
    );
    return;
  }
  const isApart = isTrue(at(route, "SeparateRecordSetGroup"));
  const hash = isApart ? [dataOf(zone), dataOf(name)] : dataOf(zone);
  const id = `RecordSetGroup${hashOf(canonical(hash))}`;
  const target: Draft = {
    EvaluateTargetHealth: at(route, "EvaluateTargetHealth"),
    ...(endpoint === "REGIONAL"
      ? {
          HostedZoneId: getAtt(domainId, "RegionalHostedZoneId"),
          DNSName: getAtt(domainId, "RegionalDomainName"),
        }
      : endpoint === "EDGE"
        ? {
            // The zone of all distributions of CloudFront.
            HostedZoneId: "Z2FDTNDATAQYW2",
            DNSName:
              at(route, "DistributionDomainName") ?? getAtt(domainId, "DistributionDomainName"),
          }
        : {
            HostedZoneId: at(route, "VpcEndpointHostedZoneId"),
            DNSName: at(route, "VpcEndpointDomainName"),
          }),
  };
  const isSix = literalText(resolved(x, at(route, "IpV6")))?.toLowerCase() === "true";
  const old = at(x.output.get(id)?.value, "Properties", "RecordSets");
  add(x, {
    id,
    type: "AWS::Route53::RecordSetGroup",
    origin,
    attributes,
    properties: {
      HostedZoneId: at(route, "HostedZoneId"),
      HostedZoneName: at(route, "HostedZoneName"),
      RecordSets: [
        ...(asList(old)?.items ?? []),
        ...(isSix ? ["A", "AAAA"] : ["A"]).map((type) => ({
          Name: at(domain, "DomainName"),
          Type: type,
          AliasTarget: target,
          Region: at(route, "Region"),
          SetIdentifier: at(route, "SetIdentifier"),
        })),
      ],
    },
  });
}
