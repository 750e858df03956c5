// dotnet-ef reads this assembly; nobody runs it.
return 0;
