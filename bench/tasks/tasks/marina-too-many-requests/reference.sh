amount=$(custom-marina invoices get --invoice inv_1002 --fields amountCents | pick amountCents)
pay() { custom-marina invoices pay --invoice inv_1002 --amount-cents "$amount"; }
pay || { sleep 1; pay; }
