Console.WriteLine("search-api");
