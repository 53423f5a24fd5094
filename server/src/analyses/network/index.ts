// The analysis of networks: who can reach which ports of which segment.

import type { Analysis } from "../../model/analysis.ts";
import { ofKind } from "../../model/resource.ts";
import { rowsBeside } from "./beside.ts";
import { oneTextOf } from "./defaults.ts";
import { networkAclOpenings } from "./network-acls.ts";
import { networkSecurityGroupOpenings } from "./network-security-groups.ts";
import { networksOf } from "./networks.ts";
import { openingKind, openingsOf } from "./opening.ts";
import { reachOf } from "./reach.ts";
import { securityGroupOpenings } from "./security-groups.ts";

export const network: Analysis = {
  name: "network",
  derives: [openingKind],
  run: (model, context) => {
    const networks = networksOf(context);
    const entries = [
      ...ofKind(model, "aws.ec2.remote-entry"),
      ...ofKind(model, "azure.network.remote-entry"),
    ];
    const { today, customer } = context;
    const opened = [
      ...securityGroupOpenings(model, networks),
      ...networkAclOpenings(model, networks),
      ...networkSecurityGroupOpenings(model, networks),
    ];
    const opening = {
      today,
      reachOf: reachOf(model),
      beside: rowsBeside(opened),
      oneText: oneTextOf(opened),
      dedicatedChannel: entries.some((each) => each.exists !== "no"),
      ...(customer === undefined ? {} : { customer }),
    };
    return opened.flatMap((each) => openingsOf(each, opening));
  },
};
