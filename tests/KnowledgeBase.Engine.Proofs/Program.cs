using KnowledgeBase.Engine.Proofs;

return Command.Run(args, Console.Out);
