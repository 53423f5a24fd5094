module hosts 'group.bicep' = [for source in ['*', '10.0.0.0/8']: {
//                                           ^^^ network/admin-port-open-to-internet "The Internet (*) can reach RDP (3389) through network security group hosts."
  name: 'hosts-${uniqueString(source)}'
  params: { source: source }
}]
