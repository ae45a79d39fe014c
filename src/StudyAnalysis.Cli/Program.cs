System.Console.WriteLine("study");
return 0;
