module hosts 'group.bicep' = [for source in ['*', '10.0.0.0/8']: {
//                                           ^^^ network/admin-port-open-to-internet "The Internet (*) is let in to RDP (3389) by network security group hosts; nothing here has it yet."
  name: 'hosts-${uniqueString(source)}'
  params: { source: source }
}]
