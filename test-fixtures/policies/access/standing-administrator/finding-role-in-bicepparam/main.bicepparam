using 'main.bicep'

param role = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
//           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ access/standing-administrator "Azure tenant 22222222-0000-0000-0000-000000000002 is a standing administrator through delegation ops: Owner."
