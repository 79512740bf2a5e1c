Console.Error.WriteLine("bench: no benchmark of that name");
return 1;
