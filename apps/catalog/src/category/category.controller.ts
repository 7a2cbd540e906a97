import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  Answers,
  AnswersPage,
  Commands,
  Incoming,
  IncomingRequest,
  Made,
  PageQuery,
  Permit,
  Text,
  Views,
} from '@concord/service';
import { v7 as newId } from 'uuid';
import { branches } from './branches';
import { CategoryRow } from './categories.projection';
import { categoryTree } from './category-tree.decider';

class CreateCategoryRequest {
  @Text({ maxLength: 200, example: 'Garden lights' })
  name!: string;

  @Text({
    maxLength: 100,
    pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
    says: 'small letters and digits, with single dashes between them',
    example: 'garden-lights',
  })
  slug!: string;

  @Text({
    maxLength: 100,
    optional: true,
    description: 'The parent category. Where it is left out, the category stands at the top.',
  })
  parentId?: string;
}

class MoveCategoryRequest {
  @Text({
    maxLength: 100,
    optional: true,
    description: 'The parent category. Where it is left out, the category stands at the top.',
  })
  parentId?: string;
}

/** A category with its children. */
class CategoryBranch {
  @ApiProperty({ type: 'string' })
  categoryId!: string;

  @ApiProperty({ type: 'string' })
  name!: string;

  @ApiProperty({ type: 'string' })
  slug!: string;

  @ApiProperty({ type: () => [CategoryBranch] })
  children!: CategoryBranch[];
}

class CategoryTree {
  @ApiProperty({ type: () => [CategoryBranch] })
  items!: CategoryBranch[];
}

@Controller('v1/categories')
@ApiTags('categories')
export class CategoryController {
  constructor(
    private readonly commands: Commands,
    private readonly views: Views,
  ) {}

  @Get()
  @Permit('catalog.read')
  @ApiOperation({ summary: 'Categories' })
  @AnswersPage(CategoryRow)
  list(@Query() query: PageQuery) {
    return this.views.page(CategoryRow, query, { by: 'categoryId' });
  }

  @Get('tree')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'The categories as a tree' })
  @Answers(CategoryTree)
  async tree() {
    return { items: branches(await this.views.all(CategoryRow, {})) };
  }

  @Get(':categoryId')
  @Permit('catalog.read')
  @ApiOperation({ summary: 'One category' })
  @Answers(CategoryRow)
  one(@Param('categoryId') categoryId: string) {
    return this.views.one(CategoryRow, { categoryId }, 'category');
  }

  @Post()
  @Permit('catalog.category.write')
  @ApiOperation({ summary: 'Creates a category' })
  @Answers(Made)
  create(@Body() body: CreateCategoryRequest, @Incoming() incoming: IncomingRequest) {
    const categoryId = newId();
    const data = { ...body, categoryId };
    return this.commands.run(incoming, categoryTree, { type: 'CreateCategory', data }, () => ({ id: categoryId }));
  }

  @Post(':categoryId/move')
  @HttpCode(200)
  @Permit('catalog.category.write')
  @ApiOperation({ summary: 'Moves a category with all its descendants' })
  @Answers(Made)
  move(
    @Param('categoryId') categoryId: string,
    @Body() { parentId }: MoveCategoryRequest,
    @Incoming() incoming: IncomingRequest,
  ) {
    const data = { categoryId, ...(parentId && { parentId }) };
    return this.commands.run(incoming, categoryTree, { type: 'MoveCategory', data }, () => ({ id: categoryId }));
  }
}
