// `Domain` of an API: the name that it is reached by, with its certificate and its lowest version of TLS.

import type { Draft } from "./draft.ts";
import { ref } from "./draft.ts";
import type { Expansion, Resource } from "./expansion.ts";
import { add, hashOf, refuse, settledText } from "./expansion.ts";
import { asList, at, canonical, dataOf, textAt } from "./look.ts";

export function addDomain(x: Expansion, resource: Resource, isHttp: boolean): void {
  const { id, properties, origin, attributes } = resource;
  const domain = at(properties, "Domain");
  if (!domain) return;
  const name = at(domain, "DomainName");
  const certificate = at(domain, "CertificateArn");
  if (!name || !certificate) {
    refuse(
      x,
      domain.range,
      "The serverless transform refuses this: Domain needs DomainName and CertificateArn.",
    );
    return;
  }
  const hash = hashOf(canonical(dataOf(name)));
  const domainId = `ApiGatewayDomainName${isHttp ? "V2" : ""}${hash}`;
  const endpoint = at(domain, "EndpointConfiguration");
  const isEdge = settledText(x, endpoint) === "EDGE";
  const policy = at(domain, "SecurityPolicy");
  const verification = at(domain, "OwnershipVerificationCertificateArn");
  const common = {
    DomainName: name,
    MutualTlsAuthentication: at(domain, "MutualTlsAuthentication"),
  };
  add(x, {
    id: domainId,
    type: isHttp ? "AWS::ApiGatewayV2::DomainName" : "AWS::ApiGateway::DomainName",
    origin,
    attributes,
    properties: isHttp
      ? {
          ...common,
          DomainNameConfigurations: [
            {
              CertificateArn: certificate,
              EndpointType: endpoint ?? "REGIONAL",
              OwnershipVerificationCertificateArn: verification,
              SecurityPolicy: policy,
            },
          ],
        }
      : {
          ...common,
          [isEdge ? "CertificateArn" : "RegionalCertificateArn"]: certificate,
          EndpointConfiguration: { Types: [endpoint ?? "REGIONAL"] },
          SecurityPolicy: policy,
          OwnershipVerificationCertificateArn: verification,
        },
  });
  x.names.set(`${id}.DomainName`, domainId);
  const written = at(domain, "BasePath");
  const paths = asList(written)?.items.map((item) => textAt(item) ?? "") ?? [
    textAt(domain, "BasePath") ?? "",
  ];
  for (const path of paths) {
    const words = path.replaceAll(/[^A-Za-z0-9]/g, "");
    const mapped: Draft = isHttp
      ? {
          DomainName: ref(domainId),
          ApiId: ref(id),
          Stage: ref(`${id}.Stage`),
          ApiMappingKey: path === "" ? undefined : path,
        }
      : {
          DomainName: ref(domainId),
          RestApiId: ref(id),
          Stage: ref(`${id}.Stage`),
          BasePath: path === "" ? undefined : path,
        };
    add(x, {
      id: `${id}${words}${isHttp ? "ApiMapping" : "BasePathMapping"}`,
      type: isHttp ? "AWS::ApiGatewayV2::ApiMapping" : "AWS::ApiGateway::BasePathMapping",
      origin,
      attributes,
      properties: mapped,
    });
  }
}
