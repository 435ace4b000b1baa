list=$(custom-marina invoices list --state open --all --fields boat,amountCents)
answer $(echo "$list" | tr '{' '\n' | sed -n 's/.*"boat":"\([^"]*\)","amountCents":\([0-9]*\).*/\1 \2/p' |
  awk '{ sum[$1] += $2 } END { for (boat in sum) if (sum[boat] > most) { most = sum[boat]; who = boat } print who, most }')
